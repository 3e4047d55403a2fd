// Words that forms about one child share.
import { words } from './shape.js'

export const formWords = words({
  en: {
    day: 'Day',
    time: 'Time',
    done: 'Done',
    optional: 'You may leave this empty.',
    perLine: 'One on each line.',
    notRead:
      'The hub’s own record of this child could not be read whole, so nothing can be recorded here now. That says nothing about the child. Try again in a minute; if it cannot wait, ring.',
    momentWrong: 'Give a day and a time, as the clock shows it here',
    dayWrong: 'Give a day that is in the calendar',
    choose: 'Choose one',
    notYours: 'Your role does not record this. Ring the hub, and tell them.',
    changed: {
      heading: 'Somebody recorded something meanwhile',
      text: 'Below is what is recorded now; in the form is what you typed. Send it again if it still holds.',
    },
    twice:
      'This form was sent before with something else in it, and that may have been recorded. Look at what is recorded; send it again only if this holds as well',
    back: 'Go back to the child',
  },
  cy: {
    day: 'Diwrnod',
    time: 'Amser',
    done: 'Wedi’i wneud',
    optional: 'Cewch adael hwn yn wag.',
    perLine: 'Un ar bob llinell.',
    notRead:
      'Ni ellid darllen cofnod yr hwb ei hun o’r plentyn hwn yn gyfan, felly ni ellir cofnodi dim yma nawr. Nid yw hynny’n dweud dim am y plentyn. Rhowch gynnig arall arni mewn munud; os na all aros, ffoniwch.',
    momentWrong: 'Rhowch ddiwrnod ac amser, fel y mae’r cloc yma’n ei ddangos',
    dayWrong: 'Rhowch ddiwrnod sydd yn y calendr',
    choose: 'Dewiswch un',
    notYours: 'Nid yw eich rôl yn cofnodi hyn. Ffoniwch yr hwb, a dywedwch wrthynt.',
    changed: {
      heading: 'Cofnododd rhywun rywbeth yn y cyfamser',
      text: 'Isod mae’r hyn sydd wedi’i gofnodi nawr; yn y ffurflen mae’r hyn a deipioch. Anfonwch hi eto os yw’n dal yn gywir.',
    },
    twice:
      'Anfonwyd y ffurflen hon o’r blaen â rhywbeth arall ynddi, ac efallai fod hynny wedi’i gofnodi. Edrychwch ar yr hyn sydd wedi’i gofnodi; anfonwch hi eto dim ond os yw hyn hefyd yn wir',
    back: 'Yn ôl at y plentyn',
  },
})

export const episodeWords = words({
  en: {
    reportedAt: 'Reported',
    lastSeenAt: 'Last seen',
    endedAt: 'Back since',
    standing: 'Where it stands',
    risk: 'risk',
    waits: 'Waits for triage',
  },
  cy: {
    reportedAt: 'Adroddwyd',
    lastSeenAt: 'Gwelwyd ddiwethaf',
    endedAt: 'Yn ôl ers',
    standing: 'Ble mae’n sefyll',
    risk: 'risg',
    waits: 'Yn aros am frysbennu',
  },
})
