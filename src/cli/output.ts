/** How an answer leaves: text for people, or JSON, NDJSON or CSV for programs. Every form states its basis. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BasisShown } from '../../projections/question.js'
import type { Answered } from '../ledger.js'
import { basisLine } from './basis.js'
import type { Context } from './context.js'
import { DONE } from './exits.js'
import { csvOf, type Table } from './table.js'
import { UsageError } from './verb.js'

/** What the output options came to. */
export interface Form {
  readonly json: boolean
  readonly output: string | undefined
  readonly ndjson?: boolean
  readonly csv?: boolean
}

/** An answer and how it looks to people. */
export interface Shown {
  /** The name of the data's shape: `rank` is `wuhao.rank/v1`. */
  readonly schema: string
  readonly basis: BasisShown | undefined
  readonly data: unknown
  readonly text: () => readonly string[] | Promise<readonly string[]>
  /** The rows of a list, for CSV. */
  readonly table?: () => Table
}

export const shownOf = ({ basis, data }: Answered, rest: Omit<Shown, 'basis' | 'data'>): Shown => ({ ...rest, basis, data })

/** Writes an answer where it should go. Gives the exit code. */
export async function present(context: Context, form: Form, shown: Shown): Promise<number> {
  const text = await rendered(context, form, shown)
  if (form.output === undefined || form.output === '-') context.print(text)
  else {
    const path = resolve(context.io.cwd, form.output)
    try {
      writeFileSync(path, text)
    } catch (cause) {
      const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
      throw new UsageError(`文件 ${path} 写不进去（${why}）`, `cannot write ${path} (${why})`)
    }
    context.note(context.words.written(path))
  }
  return DONE
}

async function rendered(context: Context, form: Form, { schema, basis, data, text, table }: Shown): Promise<string> {
  const chosen = [form.json, form.ndjson, form.csv].filter(Boolean).length
  if (chosen > 1) throw new UsageError('--json、--ndjson、--csv 只能选一种', 'choose one of --json, --ndjson and --csv')
  const head = { schema: `wuhao.${schema}/v1`, ...(basis !== undefined && { basis }) }
  if (form.json) return `${JSON.stringify({ ...head, data }, null, 2)}\n`
  if (form.ndjson === true && Array.isArray(data))
    return [head, ...(data as readonly unknown[])].map((one) => `${JSON.stringify(one)}\n`).join('')
  if (form.csv === true && table !== undefined) {
    if (basis !== undefined) context.note(basisLine(context, basis))
    return csvOf(table())
  }
  const lines = await text()
  const last = basis === undefined ? [] : ['', context.style('dim', basisLine(context, basis))]
  return [...lines, ...last].map((line) => `${line}\n`).join('')
}
