/** Are the sources run as they are, without having been compiled? A thread would then have to compile them anew. */
export const isFromSources = import.meta.url.endsWith('.ts');
