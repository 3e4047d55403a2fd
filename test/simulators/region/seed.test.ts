import { describe, expect, it } from '@jest/globals'
import { describeRegion } from '../../../simulators/region/describe.js'
import { personasOf, type Persona } from '../../../simulators/region/personas.js'
import { seedOf, truthOf } from '../../../simulators/region/seed.js'
import { duplicatesIn, pupilsOf, region, socialCareOf } from './regions.js'

const FFION = 'showcase-ffion-prys'
const seed = seedOf(region)
const truth = truthOf(region)
const owner = new Map<string, string>(
  Object.entries(truth).flatMap(([personId, records]) =>
    records.map(record => [`${record.sourceId} ${record.recordId}`, personId] as const),
  ),
)
const personas = personasOf(region)
const persona = (id: string): Persona => {
  const found = personas.find(one => one.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

describe('the truth', () => {
  it('gives every record to one person', () => {
    const records = Object.values(truth)
      .flat()
      .map(record => `${record.sourceId} ${record.recordId}`)
    expect(duplicatesIn(records)).toEqual([])
    expect(records.length).toBe(
      region.police.length +
        socialCareOf(region).length +
        pupilsOf(region).length +
        region.health.length +
        region.demographics.length +
        region.charity.length,
    )
  })

  it('names the sources as the gateway does', () => {
    expect(
      new Set(
        Object.values(truth)
          .flat()
          .map(record => record.sourceId),
      ),
    ).toEqual(
      new Set([
        'police-gwent',
        'health-abuhb',
        'health-wds',
        'third-sector-debrief',
        ...['caerphilly', 'blaenau-gwent', 'torfaen', 'monmouthshire', 'newport'].flatMap(name => [
          `social-care-${name}`,
          `education-${name}`,
        ]),
      ]),
    )
  })
})

describe('the seed', () => {
  it('links only records of one and the same child', () => {
    const mixed = seed.children.filter(
      child => new Set(child.links.map(link => owner.get(`${link.sourceId} ${link.recordId}`))).size > 1,
    )
    expect(mixed).toEqual([])
  })

  it('links police and charity alone, but the showcase everywhere', () => {
    const sources = (linksOf: readonly { readonly sourceId: string }[]): readonly string[] =>
      linksOf.map(link => link.sourceId)
    for (const child of seed.children) {
      const personId = owner.get(`${child.links[0]?.sourceId} ${child.links[0]?.recordId}`) ?? ''
      if (personId.startsWith('showcase-')) continue
      expect(
        sources(child.links).filter(source => source !== 'police-gwent' && source !== 'third-sector-debrief'),
      ).toEqual([])
    }
    const ffion = seed.children.find(child => child.identifiers.nhsNumber === '9990000018')
    expect([...sources(ffion?.links ?? [])].sort()).toEqual([
      'education-newport',
      'health-abuhb',
      'health-wds',
      'police-gwent',
      'social-care-newport',
      'social-care-torfaen',
      'third-sector-debrief',
    ])
  })

  it('has every child of the showcase, and never the record from before adoption, a merged nominal or a second hospital record', () => {
    const linked = new Set<string>(
      seed.children.flatMap(child => child.links.map(link => `${link.sourceId} ${link.recordId}`)),
    )
    const people = new Set([...linked].map(record => owner.get(record)))
    expect(region.showcase.filter(entry => !people.has(entry.personId))).toEqual([])
    expect(people.has('showcase-adopted-before')).toBe(false)
    expect(region.police.filter(row => row.mergedInto !== null && linked.has(`police-gwent ${row.nominalId}`))).toEqual(
      [],
    )
    expect(region.health.filter(row => row.nhsNumber === null && linked.has(`health-abuhb ${row.patientId}`))).toEqual(
      [],
    )
  })

  it('has one entry for each child with a surviving nominal, a charity row or a hub row', () => {
    const wanted = new Set(
      [...region.police, ...region.charity, ...region.hub, ...region.showcase].map(row => row.personId),
    )
    expect(seed.children).toHaveLength(wanted.size)
  })

  it('anchors each link with what that source itself says', () => {
    const ffion = seed.children.find(child => child.identifiers.upn === 'M680400114001')
    expect(ffion?.identifiers).toEqual({ nhsNumber: '9990000018', upn: 'M680400114001' })
    expect(ffion?.links.find(link => link.sourceId === 'police-gwent')?.anchor).toMatchObject({
      givenNames: ['Fion', 'Fi'],
      familyNames: ['Price'],
      dateOfBirth: '2010-04-07',
      sex: 'FEMALE',
      postcodeSector: 'NP20 9',
    })
    expect(ffion?.links.find(link => link.sourceId === 'health-abuhb')?.anchor.postcodeSector).toBeNull()
    expect(ffion?.hub?.episodes[0]?.status).toBe('OPEN')
  })

  it('never lets the truth of who is who into the seed', () => {
    expect(JSON.stringify(seed)).not.toMatch(/personId|person-\d|showcase-/)
  })
})

describe('the personas', () => {
  it('has every role of the protocol, and the hub practitioner twice', () => {
    expect(personas.map(one => one.role).sort()).toEqual([
      'ANALYST',
      'AUDITOR',
      'CP_CHAIR',
      'DEBRIEF_WORKER',
      'DUTY_TEAM',
      'EDUCATION_WELFARE',
      'EMERGENCY_CLINICIAN',
      'HUB_MANAGER',
      'HUB_PRACTITIONER',
      'HUB_PRACTITIONER',
      'POLICE_COORDINATOR',
      'POLICE_OFFICER',
      'RESIDENTIAL_MANAGER',
      'REVIEWING_OFFICER',
      'SAFEGUARDING_NURSE',
      'SCHOOL_LEAD',
      'SOCIAL_WORKER',
      'TEAM_MANAGER',
    ])
    expect(duplicatesIn(personas.map(one => one.id))).toEqual([])
  })

  it('has the staff of the agencies, under their own references', () => {
    const staff = new Map(region.staff.map(one => [one.ref, one]))
    expect(personas.filter(one => staff.get(one.staffRef)?.organisation !== one.organisation)).toEqual([])
  })

  it('has the social-care personas involved with Ffion in Torfaen', () => {
    const record = region.socialCare.W06000020.find(row => row.personId === FFION)
    const involved = record?.involvements.filter(one => one.until === null) ?? []
    for (const [id, role] of [
      ['social-worker', 'WORKER'],
      ['reviewing-officer', 'IRO'],
      ['cp-chair', 'CP_CHAIR'],
    ] as const) {
      expect(involved).toContainEqual(expect.objectContaining({ staffRef: persona(id).staffRef, role }))
    }
    expect(involved.map(one => one.team)).toContain(persona('team-manager').posts[0]?.value)
  })

  it('has school, home, hospital, charity and areas of Ffion', () => {
    const pupil = region.education.W06000022.find(row => row.personId === FFION)
    expect(pupil?.enrolments.map(one => one.school)).toEqual([persona('school-lead').organisation])
    expect(persona('residential-manager').organisation).toBe('SC999999')
    const patient = region.health.find(row => row.personId === FFION)
    expect(patient?.careTeams.map(team => team.organisation)).toContain(persona('safeguarding-nurse').organisation)
    expect(region.hub.find(row => row.personId === FFION)?.debriefAssignee).toBe(persona('debrief-worker').staffRef)
    for (const id of ['police-officer', 'police-coordinator', 'education-welfare', 'duty-team'])
      expect(persona(id).posts.map(post => post.value)).toContain('W06000022')
  })

  it('refuses a region in which the child they rest on is not there', () => {
    expect(() => personasOf({ ...region, hub: [] })).toThrow('debrief worker')
    expect(() => personasOf({ ...region, staff: [] })).toThrow('The region has no')
  })

  it('has the clearances the protocol speaks of', () => {
    expect(persona('hub-police')).toMatchObject({ secondedFrom: 'POLICE', vetting: 'police' })
    expect(persona('hub-education')).toMatchObject({ secondedFrom: 'EDUCATION', vetting: null })
    expect(persona('hub-manager').clearance).toEqual(['protected'])
  })
})

describe('the description', () => {
  it('counts each system', () => {
    expect(describeRegion(region)).toContain(`police ${region.police.length} nominals`)
  })
})
