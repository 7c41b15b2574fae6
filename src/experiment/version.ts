/** Version of the engine, in every result; a test holds it to package.json. */
export const version = '0.1.0';
