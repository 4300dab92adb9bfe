/** The few communities that are drawn by hand, because an answer has to show what chance alone might not bring about. */

export interface Portrait {
  /** Its diligence in every year. */
  readonly diligence?: number
  /** Comes to the same points as this one in everything that counts. */
  readonly like?: string
  /** The year of a major incident. */
  readonly incident?: number
  /** Left alone by mistakes and late records, so that its points stay what they are. */
  readonly still?: boolean
}

export const portraits: Readonly<Record<string, Portrait>> = {
  // Two neighbours that share office and programme: equal in every tie value of 2025, so that they share a rank.
  C026: { still: true },
  C027: { still: true, like: 'C026' },
  // Among the best of the district, and barred from 优秀 by one major incident.
  C060: { diligence: 955, incident: 2025 },
}
