/** Text without control characters, which would end up in tools, files and terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
export const ONE_LINE = /^[^\u0000-\u001f\u007f]*$/;
