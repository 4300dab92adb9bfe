/** Identity-card and mobile numbers in a text: the ledger keeps neither. */
import type { Words } from '../../events/event.js'

/** What may stand between the groups of a number. */
const GAP = '[ \\u00a0\\-\\u2010-\\u2015]{0,2}'

/** 11 digits from 13 to 19, in the groups in which people write them, also behind 86. */
const MOBILE = new RegExp(
  `(?<!\\d)(?:(?:00)?86${GAP})?(?:${[
    `1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}`,
    `1[3-9]\\d{2}${GAP}\\d{3}${GAP}\\d{4}`,
    `1[3-9]\\d${GAP}\\d{3}${GAP}\\d{5}`,
    `1${GAP}[3-9](?:[ \\-]\\d){9}`,
  ].join('|')})(?!\\d)`,
)

const IDENTITY = new RegExp(`(?<!\\d)\\d{6}${GAP}\\d{8}${GAP}\\d{3}[\\dXx](?!\\d)`, 'g')

/** Cards of before 1999 have a birth date of six digits and no check digit. */
const OLD_IDENTITY = new RegExp(`(?<!\\d)[1-9]\\d{5}${GAP}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])${GAP}\\d{3}(?!\\d)`)

/** Cheaper than the others, and true of every text in which they find something. */
const MANY_DIGITS = /(?:\d[^\d]{0,2}){10}[\dXx]/

/** A digest or the id of an event, whole: numbers in it mean nothing. */
const FINGERPRINT = /^(?:[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** What a text holds that identifies somebody, if it does. */
export function personalIn(text: string): Words | undefined {
  // Full-width and circled digits read like others.
  const folded = /[\u2460-\u2468\uff10-\uff19]/.test(text) ? text.normalize('NFKC') : text
  if (!MANY_DIGITS.test(folded) || FINGERPRINT.test(folded)) return undefined
  if (folded.match(IDENTITY)?.some(isIdentity) === true || OLD_IDENTITY.test(folded))
    return { zh: '身份证号码', en: 'an identity-card number' }
  return MOBILE.test(folded) ? { zh: '手机号码', en: 'a mobile number' } : undefined
}

/** GB 11643: the last character is a check digit over the 17 before it. */
function isIdentity(candidate: string): boolean {
  const characters = candidate.replace(/[^\dXx]/g, '').toUpperCase()
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(characters[i]), 0)
  return '10X98765432'[sum % 11] === characters[17]
}
