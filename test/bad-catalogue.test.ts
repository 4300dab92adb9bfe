/** Bad input to every type of the catalogue: whatever is wrong in whatever field is refused with its place. */
import t from 'tap'
import type { z } from 'zod'
import type { Json, JsonObject } from '../events/event.js'
import { metaOf } from '../events/fields.js'
import { type Path, valueAt } from '../events/misfit.js'
import { isRefusal, type Refusal } from '../projections/refusal.js'
import { parse } from '../src/admission/parse.js'
import { fieldsOf } from './fixtures/catalogue.js'
import { registered, samplesOf } from './fixtures/samples.js'

interface Leaf {
  readonly type: string
  readonly data: JsonObject
  readonly path: Path
  readonly value: Json
  readonly schema: z.ZodType | undefined
}

/** Every place of the samples of all types that holds no list and no group of fields. */
const leaves: readonly Leaf[] = registered.flatMap((definition) => {
  const fields = fieldsOf(definition.data)
  const seen = new Set<string>()
  return samplesOf(definition).flatMap(({ data }) =>
    pathsIn(data).flatMap((path): Leaf[] => {
      const name = path
        .map(String)
        .join('.')
        .replaceAll(/\.\d+(?=\.)/g, '[]')
        .replace(/\.\d+$/, '')
      if (seen.has(path.join('.'))) return []
      seen.add(path.join('.'))
      const value = valueAt(data, path) as Json
      return [{ type: definition.type, data, path, value, schema: fields.find((field) => field.path === name)?.schema }]
    }),
  )
})

function pathsIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value as JsonObject).flatMap(([key, item]) =>
    pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** A copy with something else at a place. */
function replaced(value: Json, [step, ...rest]: Path, by: Json): Json {
  if (step === undefined) return by
  if (Array.isArray(value)) return value.map((item: Json, i) => (i === step ? replaced(item, rest, by) : item))
  return { ...(value as JsonObject), [step]: replaced((value as JsonObject)[step] ?? null, rest, by) }
}

const proposal = (type: string, data: Json) => ({ type, occurredOn: '2026-03-01', data })
const refusalOf = ({ type, data, path }: Leaf, by: Json): Refusal | undefined => {
  const verdict = parse(proposal(type, replaced(data, path, by)))
  return isRefusal(verdict) ? verdict : undefined
}
const placeOf = ({ path }: Leaf): string => `data.${path.join('.')}`
const called = ({ type, path }: Leaf): string => `${type}.${path.join('.')}`
const isVerbatim = ({ path, type }: Leaf): boolean => path[0] === 'json' && type.endsWith('Part')

/** Leaves at which something wrong is not refused as it should be. */
const wrong = (some: readonly Leaf[], by: Json | ((leaf: Leaf) => Json), code: string, zh: string): string[] =>
  some.flatMap((leaf) => {
    const refusal = refusalOf(leaf, typeof by === 'function' ? by(leaf) : by)
    const isRight = refusal?.code === code && refusal.place === placeOf(leaf) && refusal.words.zh.includes(zh)
    return isRight ? [] : [`${called(leaf)}: ${refusal?.code} ${refusal?.place} ${refusal?.words.zh}`]
  })

const texts = leaves.filter((leaf) => typeof leaf.value === 'string' && !isVerbatim(leaf))
const columns = (kind: string) => leaves.filter(({ schema }) => schema !== undefined && metaOf(schema).column === kind)

t.test('the samples have all kinds of places', (t) => {
  t.ok(texts.length > 250, `${texts.length} texts`)
  for (const kind of ['code', 'count', 'decimal', 'day', 'flag']) t.ok(columns(kind).length > 1, kind)
  t.end()
})

t.test('no text holds the number of an identity card or of a mobile phone', (t) => {
  t.strictSame(wrong(texts, '联系人13812345678', 'personal_data', '含有手机号码'), [])
  t.strictSame(wrong(texts, '身份证11010519491231002X', 'personal_data', '含有身份证号码'), [])
  t.end()
})

t.test('a day is one of the calendar', (t) => {
  t.strictSame(wrong(columns('day'), '2026-02-30', 'impossible_date', '在日历上没有'), [])
  t.strictSame(wrong(columns('day'), '2026年3月1日', 'validation_failed', '如 2026-03-01'), [])
  t.end()
})

t.test('an id or a word of another form is refused with what would be right', (t) => {
  t.strictSame(wrong(columns('code'), '某某 ！', 'validation_failed', '应为'), [])
  t.strictSame(wrong(columns('code'), 12, 'validation_failed', '应为'), [])
  t.end()
})

t.test('counts are whole, decimals are text, flags are true or false', (t) => {
  t.strictSame(wrong(columns('count'), -1, 'validation_failed', '的整数'), [])
  t.strictSame(wrong(columns('count'), 1.5, 'validation_failed', '的整数'), [])
  t.strictSame(wrong(columns('decimal'), 3.5, 'validation_failed', '要写成带引号的小数'), [])
  t.strictSame(wrong(columns('decimal'), '1e3', 'validation_failed', '用引号括起的'), [])
  t.strictSame(wrong(columns('flag'), '是', 'validation_failed', 'true 或 false'), [])
  t.end()
})

t.test('a field that a type does not have is refused, and those it has are named', (t) => {
  const faults = registered.flatMap(({ type, ...definition }) => {
    const [sample] = samplesOf({ type, ...definition })
    const verdict = parse(proposal(type, { ...sample!.data, remark: '示例' }))
    if (!isRefusal(verdict)) return [type]
    return verdict.place === 'data.remark' && verdict.words.zh.includes('没有“remark”这个字段（data.remark）')
      ? []
      : [verdict.words.zh]
  })
  t.strictSame(faults, [])
  t.end()
})

t.test('what a type asks for is missed by its name', (t) => {
  const faults = registered.flatMap((definition) => {
    const { type } = definition
    const verdict = parse(proposal(type, {}))
    const first = fieldsOf(definition.data).find(({ optional }) => !optional)?.name ?? ''
    if (!isRefusal(verdict)) return [type]
    return verdict.place === `data.${first}` && verdict.words.zh.startsWith('缺少') ? [] : [`${type}: ${verdict.words.zh}`]
  })
  t.strictSame(faults, [])
  t.end()
})

t.test('a Chinese sentence has no English but names of fields, types, words and examples', (t) => {
  const strange = leaves.flatMap((leaf) =>
    [12, '某某 ！', null, [], {}].flatMap((by) => {
      const zh = refusalOf(leaf, by)?.words.zh ?? ''
      const rest = zh
        .replaceAll(/（data[^）]*）|（1至\d+[字符]+）|“[^”]*”|\{[^}]*\}|"[^"]*"/g, '')
        .replace(/(下列之一：|一组字段（|可用的字段：|kind 为 |如 |true 或 false|SHA-256|UUID|null).*$/s, '')
      return /[A-Za-z]{3,}/.test(rest) || /undefined|NaN|\[object/.test(zh) ? [`${called(leaf)}: ${zh}`] : []
    }),
  )
  t.strictSame(strange, [])
  t.end()
})
