'use strict';

// chartjs-node-canvas asks for `canvas`, whose installation builds against cairo or downloads a binary from GitHub. @napi-rs/canvas has
// the same interface and takes its binary from the registry; only its SVG canvases lack the methods of node-canvas, which this file adds.
const nodeCanvas = require('@napi-rs/canvas/node-canvas');
const { createCanvas: createNative, SvgExportFlag } = require('@napi-rs/canvas');

/** node-canvas's `toBuffer` for an SVG canvas: the document, whatever type is named. */
function toBuffer(typeOrCallback) {
  const document = this.getContent();
  if (typeof typeOrCallback !== 'function') return document;
  queueMicrotask(() => typeOrCallback(null, document));
  return undefined;
}

/** Text in an SVG becomes outlines: it looks the same where the font is not installed. */
function createCanvas(width, height, type) {
  if (type !== 'svg') return nodeCanvas.createCanvas(width, height, type);
  const canvas = createNative(width, height, SvgExportFlag.ConvertTextToPaths);
  canvas.toBuffer = toBuffer;
  return canvas;
}

module.exports = { ...nodeCanvas, createCanvas };
