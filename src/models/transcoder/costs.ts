/** What one second of video costs in one rendition: CPU seconds on one thread, decoding of the source included. */
export interface Encoder {
  readonly codec: string;
  readonly preset: string;
  /** By height; only what was measured. */
  readonly costs: Readonly<Record<string, number>>;
}

/**
 * CPU seconds per video second. Measured with ffmpeg on one thread of a shared virtual machine: 5.7 s of a 1080p source (sample-5s.mp4), cpu_s / video_s,
 * rounded to three digits. Decoding alone is 0.22 of each of them. Ratios travel better than absolute values: a 720p source was 1.8–4.0 times cheaper.
 * x264 veryfast, medium, ultrafast; x265 medium; libvpx-vp9 with cpu-used 4.
 */
export const encoders: readonly Encoder[] = [
  { codec: 'h264', preset: 'veryfast', costs: { '144p': 0.216, '240p': 0.247, '360p': 0.293, '480p': 0.392, '720p': 0.648, '1080p': 1.21 } },
  { codec: 'h264', preset: 'medium', costs: { '144p': 0.301, '240p': 0.388, '360p': 0.538, '480p': 0.738, '720p': 1.32, '1080p': 2.33 } },
  { codec: 'h264', preset: 'ultrafast', costs: { '480p': 0.294, '720p': 0.35 } },
  { codec: 'h265', preset: 'medium', costs: { '480p': 1.11, '720p': 2.19 } },
  { codec: 'vp9', preset: 'cpu-used-4', costs: { '480p': 2.21, '720p': 3.9 } },
];

export const codecs = ['h264', 'h265', 'vp9'] as const;
export const presets = ['ultrafast', 'veryfast', 'medium', 'cpu-used-4'] as const;
export const heights = ['144p', '240p', '360p', '480p', '720p', '1080p'] as const;

/** The table in words. */
export const costsInWords = encoders
  .map(
    ({ codec, preset, costs }) =>
      `${codec} ${preset} ${Object.entries(costs)
        .map(([height, cost]) => `${height} ${cost}`)
        .join(', ')}`,
  )
  .join('; ');

/** The measured costs of a codec with a preset; undefined: not measured. */
export function encoderOf(codec: string, preset: string): Encoder | undefined {
  return encoders.find((one) => one.codec === codec && one.preset === preset);
}

/**
 * What every chunk but the first costs more, in CPU seconds. Measured: 13.48 s of video in 480p (x264 medium), cut into 1, 2, 4 and 7 chunks, took 4.65, 4.914,
 * 5.241 and 6.327 CPU seconds, so 0.264, 0.591 and 1.677 more for 1, 3 and 6 more chunks; the line through the origin has the slope
 * Σxy / Σx² = 12.1 / 46 = 0.263 s. It is the start of another encoder and the way from the last keyframe to the cut, decoded again.
 */
export const overheadPerChunk = 0.26;
