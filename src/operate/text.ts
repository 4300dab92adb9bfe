/** Bytes of a file into text. What officials' programs save is UTF-8, with or without a BOM, UTF-16, or GB18030. */

export const encodings = ['auto', 'utf-8', 'gb18030'] as const
export type Encoding = (typeof encodings)[number]

export interface Decoded {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'gb18030'
  /** A byte order mark stood before the text. It is not part of it. */
  readonly bom: boolean
}

/** Decodes strictly: undefined where the bytes are not text in that encoding. `auto` takes the first that fits. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): Decoded | undefined {
  const marked = markOf(bytes)
  if (marked !== undefined && (encoding === 'auto' || encoding === marked.encoding))
    return decoded(bytes.subarray(marked.length), marked.encoding, true)
  if (encoding !== 'auto') return decoded(bytes, encoding, false)
  return decoded(bytes, 'utf-8', false) ?? decoded(bytes, 'gb18030', false)
}

function markOf(bytes: Uint8Array): { encoding: 'utf-8' | 'utf-16le'; length: number } | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', length: 3 }
  return a === 0xff && b === 0xfe ? { encoding: 'utf-16le', length: 2 } : undefined
}

function decoded(bytes: Uint8Array, encoding: Decoded['encoding'], bom: boolean): Decoded | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding, bom }
  } catch {
    return undefined
  }
}
