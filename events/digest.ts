/** SHA-256 and name-based ids: the only cryptography that facts need. */
import { createHash, hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Json, Sha256 } from './event.js'

/** SHA-256 of a text's UTF-8 bytes. */
export const sha256 = (text: string): Sha256 => hash('sha256', text, 'hex')

/**
 * The canonical JSON (RFC 8785) of a value.
 *
 * @throws when the value holds a number that JSON has no text for, or a lone surrogate
 */
export function canonical(value: Json): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('a value without canonical JSON')
  return text
}

/** Digest of a JSON value: the SHA-256 of its canonical form. */
export const digestOf = (value: Json): Sha256 => sha256(canonical(value))

/** UUID version 5 (RFC 9562): the same namespace and name always give the same id. */
export function uuidV5(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
