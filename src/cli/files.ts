/** Files and texts that a verb is given: JSON, NDJSON, evidence, rules. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import type { EvidenceFile, Json } from '../../events/event.js'
import { decodeText, type Decoded, type Encoding } from '../operate/text.js'
import type { Context } from './context.js'
import { REFUSED } from './exits.js'
import { UsageError } from './verb.js'

/** Bytes of a file, or of standard input for `-`. @throws UsageError */
export async function bytesOf({ io }: Context, file: string): Promise<Uint8Array> {
  if (file === '-') {
    const bytes = await io.stdin()
    if (bytes !== undefined) return bytes
    throw new UsageError(
      '标准输入没有内容。请用管道送入，如 cat a.json | wuhao …',
      'nothing comes from standard input: pipe it in',
    )
  }
  try {
    return readFileSync(resolve(io.cwd, file))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw code === 'ENOENT'
      ? new UsageError(`没有文件 ${file}`, `there is no file ${file}`)
      : new UsageError(`文件 ${file} 读不出来（${code}）`, `cannot read ${file} (${code})`)
  }
}

/** The text of a file. What it was written in is said where it is not plain UTF-8. @throws UsageError */
export async function textOf(context: Context, file: string, encoding: Encoding = 'auto'): Promise<string> {
  const decoded: Decoded | undefined = decodeText(await bytesOf(context, file), encoding)
  if (decoded === undefined)
    throw new UsageError(
      `文件 ${file} 的文字编码不是 ${encoding === 'auto' ? 'UTF-8，也不是 GB18030' : encoding.toUpperCase()}，请另存为 UTF-8`,
      `${file} is not ${encoding === 'auto' ? 'UTF-8, nor GB18030' : encoding}; save it as UTF-8`,
      REFUSED,
    )
  if (decoded.bom) context.note(context.words.bomDropped(file))
  if (decoded.encoding !== 'utf-8' && encoding === 'auto') context.note(context.words.readAs(file, decoded.encoding))
  return decoded.text
}

/** JSON that stands in the argument itself, in a file (`@a.json`), or comes from standard input (`-`). @throws UsageError */
export async function jsonOf(context: Context, given: string, name: string): Promise<Json> {
  const isInline = given !== '-' && !given.startsWith('@')
  const text = isInline ? given : await textOf(context, given === '-' ? '-' : given.slice(1))
  try {
    return JSON.parse(text) as Json
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const cut = isInline && /end of JSON input|Unterminated/.test(why)
    throw new UsageError(
      `${name} 不是完整的 JSON${cut ? '，后面像是被截掉了' : ''}（${why}）。可写成 ${name} @文件.json`,
      `${name} is not JSON${cut ? ': its end seems to be cut off' : ''} (${why}). You may write ${name} @file.json`,
    )
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.wps': 'application/vnd.ms-works',
  '.mp4': 'video/mp4',
  '.zip': 'application/zip',
}

/** What the ledger keeps of a file that supports a record: its digest, kind and size. The file stays where it is. */
export async function evidenceOf(context: Context, file: string): Promise<EvidenceFile> {
  const bytes = await bytesOf(context, file)
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: mediaTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
    bytes: bytes.length,
  }
}
