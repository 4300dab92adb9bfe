/** The few communities that are drawn by hand, because an answer has to show what chance alone might not bring about. */

export interface Portrait {
  /** Its diligence in every year. */
  readonly diligence?: number
  /** The source of chance of everything that counts in a sheet, instead of its own. Two of the same come to the same points. */
  readonly like?: string
  /** The year of a major incident. */
  readonly incident?: number
  /** Left alone by mistakes and late records, so that its points stay what they are. */
  readonly still?: boolean
}

export const portraits: Readonly<Record<string, Portrait>> = {
  // Two neighbours that share office and programme: equal in every tie value, so that they share a rank. The name of
  // their source was chosen for the default seed, where it is the tenth of the district for 2025.
  C026: { diligence: 950, like: 'pair-6', still: true },
  C027: { diligence: 950, like: 'pair-6', still: true },
  // Among the best of the district by its points, and barred from 优秀 for 2025 by one major incident.
  C060: { diligence: 975, like: 'barred-6', incident: 2025 },
}
