/** What the texts and numbers of a proposal may hold, whatever field they stand in. */
import type { Words } from '../../events/event.js'
import { type Refusal, type RefusalCode, refuse } from '../../projections/refusal.js'
import { type Fault, placeOf, shown, whereEn, whereZh } from './faults.js'
import { personalIn } from './personal.js'

/** Deeper than any schema; what is nested deeper is not looked into. */
const DEPTH_MAX = 12

/** Most texts consist of these alone: nothing else has to be looked for but numbers. */
const PLAIN = /^[ -~\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e“”‘’…—·]*$/

/** Everything wrong with the texts and numbers of a value. `verbatim` says which texts stay as they are. */
export function textFaults(value: unknown, type: string | undefined, verbatim: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = []
  const path: (string | number)[] = []
  const report = (code: RefusalCode, words: Words): void => {
    const at = [...path]
    const { zh, en } = words
    faults.push({ code, path: at, words: { zh: `${whereZh(at, type)}${zh}`, en: `${whereEn(at)} ${en}` } })
  }
  const visit = (inner: unknown): void => {
    if (typeof inner === 'string') {
      const wrong = wrongWith(inner)
      if (wrong !== undefined && !verbatim.has(placeOf(path))) report(...wrong)
    } else if (typeof inner === 'number') {
      if (!Number.isSafeInteger(inner)) report('validation_failed', notWhole(inner))
    } else if (typeof inner === 'object' && inner !== null) {
      if (path.length > DEPTH_MAX) report('validation_failed', { zh: '嵌套过深', en: 'is nested too deeply' })
      else if (Array.isArray(inner)) inner.forEach((item, i) => within(i, item))
      else for (const [key, item] of Object.entries(inner)) member(key, item)
    }
  }
  const member = (key: string, inner: unknown): void => {
    if (isFieldName(key)) within(key, inner)
    else report('validation_failed', { zh: `里没有${shown(key).zh}这个字段`, en: `has no field ${shown(key).en}` })
  }
  const within = (step: string | number, inner: unknown): void => {
    path.push(step)
    visit(inner)
    path.pop()
  }
  visit(value)
  return faults
}

/** Names of fields are ASCII; others, which may hide something, are not repeated as a place. */
export const isFieldName = (key: string): boolean => /^[A-Za-z][\w.-]{0,60}$/.test(key) && personalIn(key) === undefined

const notWhole = (value: number): Words => ({
  zh: `应为整数，收到的是${value}；小数要写成带引号的文字，如 "3.50"`,
  en: `must be a whole number, not ${value}; decimals are text in quotes, such as "3.50"`,
})

function wrongWith(text: string): [RefusalCode, Words] | undefined {
  if (!PLAIN.test(text)) {
    const strange = strangeIn(text)
    if (strange !== undefined) return ['validation_failed', strange]
  }
  const personal = personalIn(text)
  if (personal === undefined) return undefined
  const { zh, en } = personal
  return [
    'personal_data',
    {
      zh: `含有${zh}，账本不收个人信息，请删去；人员只写代号，如 p-7k2m9x`,
      en: `contains ${en}; leave it out and use a person reference such as p-7k2m9x`,
    },
  ]
}

/** Why nobody may record so: who records stands in every record, and the key on every receipt. */
export function recordingRefusal({ principal, key }: { readonly principal: string; readonly key: string }): Refusal | undefined {
  for (const [place, zh, text] of [
    ['actor', '录入人', principal],
    ['key', '防重键', key],
  ] as const) {
    // A key may hold the digest of what it stands for, between colons.
    const wrong = text
      .split(':')
      .map(wrongWith)
      .find((it) => it !== undefined)
    if (wrong !== undefined) return refuse(wrong[0], `${zh}（${place}）${wrong[1].zh}`, `${place} ${wrong[1].en}`, { place })
  }
  return undefined
}

function strangeIn(text: string): Words | undefined {
  if (/\p{Surrogate}/u.test(text))
    return { zh: '含有残缺的字符（不成对的代理码），请重新输入', en: 'contains half a character (a lone surrogate)' }
  if (text.includes('\ufffd'))
    return {
      zh: '含有乱码“\ufffd”，文件可能不是UTF-8编码，请另存为UTF-8',
      en: 'contains U+FFFD; the file was probably not UTF-8',
    }
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text))
    return { zh: '含有换行、制表符等控制字符，请删去', en: 'contains a line break or another control character' }
  if (/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/.test(text))
    return { zh: '含有看不见的控制符，请删去后重新输入', en: 'contains an invisible control character' }
  if (text.normalize('NFC') !== text)
    return { zh: '含有拆开写的字符，请改为标准写法（Unicode NFC）', en: 'is not in Unicode normal form C' }
  return undefined
}
