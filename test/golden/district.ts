/** The units of the golden ledger by their names, and who tells for them. */

/** Who keeps the registry and proposes rules, and who adopts them. */
export const OFFICE = '示例区关工委办公室'
export const CHAIRS = '示例区关工委主任会议'

export const names: Readonly<Record<string, string>> = {
  D01: '示例区',
  O01: '示例区文明办',
  M01: '示例区教育局',
  M02: '示例区司法局',
  M03: '示例区文旅局',
  X001: '示例1小学',
  E01: '示例1公司',
  S01: '示例1街道',
  S02: '示例2街道',
  C001: '示例1社区',
  C002: '示例2社区',
  C003: '示例3社区',
  C004: '示例4社区',
  C005: '示例5社区',
  C006: '示例6社区',
  V01: '示例1村',
}

/** Who tells for a unit. */
export const committeeOf = (unit: string): string => `${names[unit] ?? unit}关工委`
