import { describe, expect, it } from '@jest/globals'
import { claims, deps, providers, signIn, token } from './tokens-kit.js'

const roles = [
  ...new Set(providers.flatMap(({ row }) => row.roles)),
  'SYSTEM',
  'APPLICATION',
  '',
  'police_officer',
  'POLICE_OFFICER ',
]
const agencies = ['POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR', 'HUB'] as const

describe('who may say that somebody has a role', () => {
  it('is the provider whose row names the role, and no other', async () => {
    const passed: string[] = []
    for (const one of providers) {
      for (const role of roles) {
        const caller = await signIn(token(one, { role })).catch(() => null)
        if (caller) passed.push(`${one.row.issuer} ${caller.person?.role ?? ''}`)
      }
    }
    expect(passed.sort()).toEqual(providers.flatMap(({ row }) => row.roles.map(role => `${row.issuer} ${role}`)).sort())
  })

  it('says so only of its own agency', async () => {
    for (const one of providers) {
      for (const agency of agencies) {
        const result = signIn(token(one, { agency }))
        if (agency === one.row.agency) expect((await result).person?.agency).toBe(agency)
        else await expect(result).rejects.toMatchObject({ code: 'ROLE_NOT_YOURS' })
      }
    }
  })

  it('says so only of its own organisations', async () => {
    for (const one of providers) {
      for (const other of providers) {
        const result = signIn(token(one, { organisation: other.row.organisations[0] }))
        if (one === other) await result
        else await expect(result).rejects.toMatchObject({ code: 'ROLE_NOT_YOURS' })
      }
    }
  })

  it('is not another provider that takes its name: the key must be its own', async () => {
    for (const one of providers) {
      for (const other of providers.filter(each => each !== one)) {
        const stolen = token({ ...other, row: { ...one.row, algorithm: other.row.algorithm } }, claims(one))
        await expect(signIn(stolen)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
        const withItsKeyId = token(
          { ...other, kid: one.kid, row: { ...one.row, algorithm: other.row.algorithm } },
          claims(one),
        )
        await expect(signIn(withItsKeyId)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
      }
    }
  })

  it('is nobody whom the settings do not name', async () => {
    const [one] = providers
    if (!one) throw new Error('there are providers')
    await expect(signIn(token(one), { ...deps, issuers: [] })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})
