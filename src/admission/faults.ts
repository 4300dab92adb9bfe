/** Faults: what is wrong with a proposal as it was received, place by place, and the one sentence that says so. */
import type { Words } from '../../events/event.js'
import { fieldZh } from '../../events/labels.js'
import { type Path, valueAt } from '../../events/misfit.js'
import { type Refusal, type RefusalCode, refuse } from '../../projections/refusal.js'
import { personalIn } from './personal.js'

export interface Fault {
  readonly code: RefusalCode
  readonly path: Path
  /** The whole sentence, the place in it. */
  readonly words: Words
}

/** What surrounds the data of an event is called this. Fields of data have their names from the catalogue. */
const envelopeZh: Readonly<Record<string, string>> = {
  type: '类型',
  document: '文号',
  evidence: '佐证材料',
  sha256: '文件摘要',
  mediaType: '文件格式',
  bytes: '文件大小',
  causedBy: '起因记录',
  data: '内容',
}

export const placeOf = (path: Path): string => path.join('.')

/** The same in English, where the whole has a name as well. */
export const whereEn = (path: Path): string => (path.length === 0 ? 'what was handed in' : placeOf(path))

/** What people call a place: 调整人员第1项的身份（data.changes.0.holder）. */
export function whereZh(path: Path, type: string | undefined): string {
  if (path.length === 0) return '提交的内容'
  const inData = path[0] === 'data' && path.length > 1
  const steps = inData ? path.slice(path[1] === 'data' && path.length > 2 ? 2 : 1) : path
  const name = (step: string): string => (inData ? fieldZh(step, type) : (envelopeZh[step] ?? fieldZh(step)))
  const names = steps.flatMap((step, i) => {
    const next = steps[i + 1]
    if (typeof step === 'number') return []
    if (typeof next === 'number') return [`${name(step)}第${next + 1}项`]
    return i === steps.length - 1 ? [name(step)] : []
  })
  return `${names.join('的')}（${placeOf(path)}）`
}

/** A received value as it may be repeated in a message: short, and nothing that must not be written down. */
export function shown(value: unknown): Words {
  if (typeof value === 'string') {
    const head = Array.from(value).slice(0, 24).join('')
    const isUnfit = personalIn(value) !== undefined || /\p{C}/u.test(head)
    const text = isUnfit ? '…' : `${head}${head.length < value.length ? '…' : ''}`
    return { zh: `“${text}”`, en: `"${text}"` }
  }
  const text = Array.isArray(value) ? '[…]' : typeof value === 'object' && value !== null ? '{…}' : String(value)
  return { zh: text, en: text }
}

/** Offers what was probably meant, at the end of a sentence; nothing where nothing is near. */
export const meant = (near: string | undefined): Words =>
  near === undefined ? { zh: '', en: '' } : { zh: `，是否应为“${near}”`, en: `; did you mean "${near}"?` }

/** The refusal of the first fault in the order of what was received; how many more there are is said in it. */
export function refuseFirst(received: unknown, faults: readonly Fault[]): Refusal {
  const [first, ...others] = faults.length < 2 ? faults : inOrder(received, faults)
  if (first === undefined) throw new RangeError('no fault')
  const { code, path, words } = first
  const more = others.length
  const zh = more === 0 ? words.zh : `${words.zh}；另有${more}处不对`
  const en = more === 0 ? words.en : `${words.en} (and ${more} more)`
  return refuse(code, zh, en, path.length === 0 ? {} : { place: placeOf(path) })
}

function inOrder(received: unknown, faults: readonly Fault[]): readonly Fault[] {
  const ranked = faults.map((fault) => ({ fault, rank: rankOf(received, fault.path) }))
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ fault }) => fault)
}

/** Where a place comes among the others: what is missing comes after what is there. */
const rankOf = (received: unknown, path: Path): number[] =>
  path.map((step, i) => {
    const around = valueAt(received, path.slice(0, i))
    if (typeof step === 'number') return step
    const keys = typeof around === 'object' && around !== null ? Object.keys(around) : []
    const at = keys.indexOf(step)
    return at < 0 ? keys.length : at
  })

function compare(a: readonly number[], b: readonly number[]): number {
  const step = a.findIndex((rank, i) => rank !== b[i])
  return step < 0 ? a.length - b.length : a[step]! - (b[step] ?? -1)
}
