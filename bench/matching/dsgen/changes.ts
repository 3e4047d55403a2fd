// The single changes of FEBRL's generator: typing errors near the middle of a value, on neighbouring keys more often than not, the
// errors of ears and of machines that read, and misspellings that many make.
import type { Chance } from '../random.js'
import type { Change, Field } from './fields.js'

const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890']

function neighbour(letter: string, field: Field, chance: Chance): string {
  const row = KEYS.find(keys => keys.includes(letter)) ?? ''
  const at = row.indexOf(letter)
  const beside = [row[at - 1], row[at + 1]].filter(key => key !== undefined)
  if (row !== '' && beside.length > 0 && chance.next() < 0.7) return chance.pick(beside)
  return chance.pick([...field.letters].filter(key => key !== letter))
}

/** About the middle: the sum of four draws has the spread of the generator's bell, one letter. */
function place(text: string, more: number, chance: Chance): number {
  const bell = (chance.next() + chance.next() + chance.next() + chance.next() - 2) * Math.sqrt(3)
  const middle = Math.floor((text.length + more) / 2) + 1
  return Math.min(Math.max(0, Math.round(middle + bell)), text.length - 1 + more)
}

const HEARD = 'f=ph ph=f c=k k=c s=z z=s i=y y=i ck=k ee=ea ou=u tt=t t=tt ll=l l=ll nn=n n=nn e= ie=y gh=g mb=m'
const READ = 'm=rn rn=m l=1 o=0 d=cl h=b v=y i=l e=c g=q 5=s 1=l 0=o 8=3 7=1 w=vv n=r'
const pairs = (text: string): [string, string][] =>
  text.split(' ').map(pair => {
    const [from = '', to = ''] = pair.split('=')
    return [from, to]
  })
const [HEARD_AS, READ_AS] = [pairs(HEARD), pairs(READ)]

/** One pattern of those that the text has, in another form; the text as it is where it has none. */
export function respelt(text: string, kind: 'HEARD' | 'READ', chance: Chance): string {
  const fitting = (kind === 'HEARD' ? HEARD_AS : READ_AS).filter(([from]) => text.includes(from, 1))
  if (fitting.length === 0) return text
  const [from, to] = chance.pick(fitting)
  const at = text.indexOf(from, 1)
  return text.slice(0, at) + to + text.slice(at + from.length)
}

export type Misspellings = (value: string) => string | null

/** Of two values in three, up to four misspellings that are always the same. */
export function misspellings(chance: Chance): Misspellings {
  const known = new Map<string, readonly string[]>()
  return value => {
    const found = known.get(value)
    const own =
      found ??
      (chance.next() < 0.33
        ? []
        : Array.from({ length: 1 + chance.int(4) }, () => {
            const heard = respelt(value, 'HEARD', chance)
            return heard === value || chance.next() < 0.3 ? chance.slip(heard) : heard
          }).filter(text => text !== value))
    known.set(value, own)
    return own.length === 0 ? null : chance.pick(own)
  }
}

/** The value after one change; as it is where the change does not fit it. */
export function changed(value: string, change: Change, field: Field, known: Misspellings, chance: Chance): string {
  if (value === '') return change === 'fill' ? field.draw() : ''
  const words = value.split(' ')
  switch (change) {
    case 'misspell':
      return known(value) ?? value
    case 'insert': {
      const at = place(value, 1, chance)
      return value.slice(0, at) + chance.pick([...field.letters]) + value.slice(at)
    }
    case 'remove': {
      const at = place(value, 0, chance)
      return value.length < 2 ? value : value.slice(0, at) + value.slice(at + 1)
    }
    case 'substitute': {
      const at = place(value, 0, chance)
      return value.slice(0, at) + neighbour(value[at] ?? '', field, chance) + value.slice(at + 1)
    }
    case 'transpose': {
      if (value.length < 2) return value
      const at = place(value, -1, chance)
      return value.slice(0, at) + (value[at + 1] ?? '') + (value[at] ?? '') + value.slice(at + 2)
    }
    case 'anotherValue':
      return field.draw()
    case 'swapWords': {
      const at = chance.int(Math.max(1, words.length - 1))
      return [...words.slice(0, at), words[at + 1] ?? '', words[at] ?? '', ...words.slice(at + 2)].join(' ').trim()
    }
    case 'splitWord': {
      const at = place(value, 0, chance)
      return at < 1 || value[at] === ' ' || value[at - 1] === ' ' ? value : `${value.slice(0, at)} ${value.slice(at)}`
    }
    case 'joinWords':
      return value.replace(' ', '')
    case 'lose':
      return ''
    case 'fill':
      return value
  }
}
