/** A web standard without I/O, which the language's own library does not declare. */
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(input: Uint8Array): string;
}
