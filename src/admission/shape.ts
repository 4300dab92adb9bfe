/** What does not fit a schema, said in words: the field, what would be right, and what was received. */
import type { Words } from '../../events/event.js'
import { eventTypes, type RegisteredType } from '../../events/index.js'
import { fieldZh, zhOf } from '../../events/labels.js'
import { type Misfit, misfitsOf, type Path, valueAt } from '../../events/misfit.js'
import { isPlainDate } from '../../events/time.js'
import { nearest } from '../../projections/rules/reading.js'
import { type Fault, meant, placeOf, shown, whereEn, whereZh } from './faults.js'
import { isFieldName } from './text.js'

/** Faults of a value against a schema. `root` is where the value stands in what was received. */
export const shapeFaults = (schema: RegisteredType['data'], value: unknown, root: Path, type?: string): Fault[] =>
  misfitsOf(schema, value).map((misfit) => faultOf(misfit, valueAt(value, misfit.path), [...root, ...misfit.path], type))

function faultOf(misfit: Misfit, value: unknown, path: Path, type: string | undefined): Fault {
  switch (misfit.is) {
    case 'unknown':
      return unknownField(misfit, path, type)
    case 'missing':
      return fault(
        path,
        `缺少${whereZh(path, type)}${asked(misfit, '，应为')}`,
        `${placeOf(path)} is missing${askedEn(misfit, ': it must be ')}`,
      )
    case 'rule': {
      const where = value === undefined ? `缺少${whereZh(path, type)}` : `${whereZh(path, type)}不符合要求`
      return fault(path, `${where}：${misfit.expected?.zh ?? ''}`, `${placeOf(path)} must be ${misfit.expected?.en ?? ''}`)
    }
    case 'wrong':
      return wrongValue(misfit, value, path, type)
  }
}

const fault = (path: Path, zh: string, en: string, code: Fault['code'] = 'validation_failed'): Fault => ({
  code,
  path,
  words: { zh, en },
})

const asked = ({ expected }: Misfit, before: string): string => (expected === undefined ? '' : `${before}${expected.zh}`)
const askedEn = ({ expected }: Misfit, before: string): string => (expected === undefined ? '' : `${before}${expected.en}`)

function unknownField({ known }: Misfit, path: Path, type: string | undefined): Fault {
  const name = String(path.at(-1))
  const near = nearest(name, known) ?? known.find((key) => fieldZh(key, type) === name)
  const hintZh = near === undefined ? `，可用的字段：${known.join('、')}` : `，是否应为“${near}”（${fieldZh(near, type)}）`
  const hintEn = near === undefined ? `; there are: ${known.join(', ')}` : `; did you mean "${near}"?`
  const said = shown(name)
  const elsewhere = path.length === 1 ? misplaced(name, type) : undefined
  if (elsewhere !== undefined) return fault(path, `${name}${elsewhere.zh}`, `${name} ${elsewhere.en}`)
  if (!isFieldName(name))
    return fault(path.slice(0, -1), `没有${said.zh}这个字段${hintZh}`, `there is no field ${said.en}${hintEn}`)
  return fault(path, `没有${said.zh}这个字段（${placeOf(path)}）${hintZh}`, `there is no field ${placeOf(path)}${hintEn}`)
}

/** What the ledger writes around a proposal itself. */
const WRITTEN: ReadonlySet<string> = new Set([
  'actor',
  'id',
  'position',
  'recordedAt',
  'request',
  'revision',
  'stream',
  'v',
  'version',
])

/** What to do with a field beside `data` that belongs into it, or to nobody. */
function misplaced(name: string, type: string | undefined): Words | undefined {
  if (WRITTEN.has(name)) return { zh: '由账本填写，请删去', en: 'is written by the ledger; leave it out' }
  const definition = type === undefined ? undefined : eventTypes.get(type)
  if (definition === undefined || !Object.hasOwn(definition.data.shape, name)) return undefined
  return { zh: `（${fieldZh(name, type)}）应写在 data 里`, en: 'belongs into data' }
}

function wrongValue(misfit: Misfit, value: unknown, path: Path, type: string | undefined): Fault {
  const [where, place] = [whereZh(path, type), whereEn(path)]
  const { column, known } = misfit
  if (column === 'decimal' && typeof value === 'number')
    return fault(
      path,
      `${where}要写成带引号的小数，如 "3.50"，不能写成数字 ${value}`,
      `${place} must be decimal text in quotes, such as "3.50", not the number ${value}`,
    )
  if (column === 'day' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !isPlainDate(value))
    return fault(
      path,
      value < '1992' ? `${where}${value}过早，账本只记1992年以后的事` : `${where}${value}在日历上没有，应为日历上有的日期`,
      value < '1992'
        ? `${place} ${value} is before 1992, where the ledger begins`
        : `${place} ${value} is no day of the calendar`,
      'impossible_date',
    )
  const said = shown(value)
  const near = meant(typeof value === 'string' ? nearWord(value, known, String(path.at(-1))) : undefined)
  return fault(
    path,
    `${where}应为${misfit.expected?.zh ?? '另一种写法'}，收到的是${said.zh}${near.zh}`,
    `${place} must be ${misfit.expected?.en ?? 'of another form'}, not ${said.en}${near.en}`,
  )
}

/** The word of a list that somebody meant who wrote it wrong, or in Chinese. */
const nearWord = (value: string, known: readonly string[], field: string): string | undefined =>
  known.find((word) => zhOf(word, field) === value) ?? nearest(value, known)
