// What is said where a page cannot be shown: what happened and what to do, by code. Codes of the gateway that are not here
// are told by the words of REFUSED, with the code beside them.
import { words } from './shape.js'

export const problems = words({
  en: {
    code: 'Code',
    number: 'Number of this request',
    home: 'Go to your start page',
    again: 'Try again',
    signIn: 'Sign in',
    PAGE_NOT_FOUND: {
      title: 'Page not found',
      text: 'There is no page at this address, or it is not one of yours. Check the address, or go to your start page.',
    },
    FORM_REFUSED: {
      title: 'The form was not sent',
      text: 'It did not come from a page of this sign-in. Go back, load the page again, and send it from there. Nothing was done.',
    },
    FORM_TOO_LARGE: {
      title: 'The form was not sent',
      text: 'It holds more text than can be taken. Go back, shorten it, and send it again. Nothing was done.',
    },
    SIGN_IN_FAILED: {
      title: 'You are not signed in',
      text: 'Signing in was broken off, took too long, or did not fit what was asked for. Begin again.',
    },
    SIGN_IN_UNAVAILABLE: {
      title: 'Your agency’s sign-in cannot be reached',
      text: 'Try again in a minute. If that does not help, tell your agency’s IT support.',
    },
    SIGN_IN_NOT_ACCEPTED: {
      title: 'Your sign-in is not accepted here',
      text: 'Your agency knows you, but what it says of your post is not accepted here. Ask your agency’s administrator, and give them the code.',
    },
    GATEWAY_UNREACHABLE: {
      title: 'Nothing can be shown at the moment',
      text: 'The service that asks the agencies does not answer. That says nothing about any child. Try again in a minute; if a child is at risk now, ring.',
    },
    REFUSED: {
      title: 'This was refused',
      text: 'The gateway refused what was asked, and nothing was done. The code says why.',
    },
    PURPOSE_NOT_YOURS: {
      title: 'This page is not open to your role',
      text: 'The sharing protocol does not open this kind of information to your role. Ask the hub if you think that it should.',
    },
    OPERATION_REFUSED: {
      title: 'This page is not open to your role',
      text: 'The sharing protocol does not open this kind of information to your role. Ask the hub if you think that it should.',
    },
    ALERT_NOT_FOUND: {
      title: 'There is no such alert of your teams',
      text: 'It may have been told to another team, or the child may not be shown to you any more. Nothing was done. Read your alerts again.',
    },
    BUDGET_SPENT: {
      title: 'You have asked for as many children as one person may',
      text: 'Children of your own caseload are still shown. For another, ring the hub.',
    },
    RATE_LIMITED: { title: 'Too many requests', text: 'Wait a moment, then try again.' },
    OVERLOADED: {
      title: 'There is too much to do at the moment',
      text: 'Nothing was begun. Wait a moment, then try again.',
    },
    STORE_BUSY: {
      title: 'There is too much to do at the moment',
      text: 'Nothing was done. Wait a moment, then try again.',
    },
    AUDIT_UNAVAILABLE: {
      title: 'Nothing can be shown at the moment',
      text: 'Who looks at what could not be written down, so nothing is shown. Try again in a minute.',
    },
    INTERNAL: {
      title: 'Something went wrong here',
      text: 'It has been noted. Try again; if it happens again, report the number of this request.',
    },
  },
  cy: {
    code: 'Cod',
    number: 'Rhif y cais hwn',
    home: 'Ewch i’ch tudalen gychwyn',
    again: 'Rhowch gynnig arall arni',
    signIn: 'Mewngofnodi',
    PAGE_NOT_FOUND: {
      title: 'Ni chafwyd hyd i’r dudalen',
      text: 'Nid oes tudalen yn y cyfeiriad hwn, neu nid yw’n un o’ch rhai chi. Gwiriwch y cyfeiriad, neu ewch i’ch tudalen gychwyn.',
    },
    FORM_REFUSED: {
      title: 'Ni anfonwyd y ffurflen',
      text: 'Ni ddaeth o dudalen y mewngofnodi hwn. Ewch yn ôl, llwythwch y dudalen eto, a’i hanfon oddi yno. Ni wnaed dim.',
    },
    FORM_TOO_LARGE: {
      title: 'Ni anfonwyd y ffurflen',
      text: 'Mae ynddi fwy o destun nag y gellir ei dderbyn. Ewch yn ôl, ei byrhau, a’i hanfon eto. Ni wnaed dim.',
    },
    SIGN_IN_FAILED: {
      title: 'Nid ydych wedi mewngofnodi',
      text: 'Torrwyd ar draws y mewngofnodi, cymerodd ormod o amser, neu nid oedd yn cyd-fynd â’r hyn y gofynnwyd amdano. Dechreuwch eto.',
    },
    SIGN_IN_UNAVAILABLE: {
      title: 'Ni ellir cyrraedd mewngofnodi eich asiantaeth',
      text: 'Rhowch gynnig arall arni mewn munud. Os nad yw hynny’n helpu, dywedwch wrth gymorth TG eich asiantaeth.',
    },
    SIGN_IN_NOT_ACCEPTED: {
      title: 'Ni dderbynnir eich mewngofnodi yma',
      text: 'Mae eich asiantaeth yn eich adnabod, ond ni dderbynnir yma yr hyn y mae’n ei ddweud am eich swydd. Gofynnwch i weinyddwr eich asiantaeth, a rhowch y cod iddo.',
    },
    GATEWAY_UNREACHABLE: {
      title: 'Ni ellir dangos dim ar hyn o bryd',
      text: 'Nid yw’r gwasanaeth sy’n gofyn i’r asiantaethau yn ateb. Nid yw hynny’n dweud dim am unrhyw blentyn. Rhowch gynnig arall arni mewn munud; os yw plentyn mewn perygl nawr, ffoniwch.',
    },
    REFUSED: {
      title: 'Gwrthodwyd hyn',
      text: 'Gwrthododd y porth yr hyn y gofynnwyd amdano, ac ni wnaed dim. Mae’r cod yn dweud pam.',
    },
    PURPOSE_NOT_YOURS: {
      title: 'Nid yw’r dudalen hon ar agor i’ch rôl',
      text: 'Nid yw’r protocol rhannu yn agor y math hwn o wybodaeth i’ch rôl. Gofynnwch i’r hwb os credwch y dylai.',
    },
    OPERATION_REFUSED: {
      title: 'Nid yw’r dudalen hon ar agor i’ch rôl',
      text: 'Nid yw’r protocol rhannu yn agor y math hwn o wybodaeth i’ch rôl. Gofynnwch i’r hwb os credwch y dylai.',
    },
    ALERT_NOT_FOUND: {
      title: 'Nid oes hysbysiad o’r fath gan eich timau',
      text: 'Efallai y dywedwyd wrth dîm arall, neu na ellir dangos y plentyn i chi mwyach. Ni wnaed dim. Darllenwch eich hysbysiadau eto.',
    },
    BUDGET_SPENT: {
      title: 'Rydych wedi gofyn am gynifer o blant ag y caiff un person',
      text: 'Mae plant eich baich achosion eich hun yn dal i gael eu dangos. Am un arall, ffoniwch yr hwb.',
    },
    RATE_LIMITED: { title: 'Gormod o geisiadau', text: 'Arhoswch funud, yna rhowch gynnig arall arni.' },
    OVERLOADED: {
      title: 'Mae gormod i’w wneud ar hyn o bryd',
      text: 'Ni ddechreuwyd dim. Arhoswch funud, yna rhowch gynnig arall arni.',
    },
    STORE_BUSY: {
      title: 'Mae gormod i’w wneud ar hyn o bryd',
      text: 'Ni wnaed dim. Arhoswch funud, yna rhowch gynnig arall arni.',
    },
    AUDIT_UNAVAILABLE: {
      title: 'Ni ellir dangos dim ar hyn o bryd',
      text: 'Ni ellid cofnodi pwy sy’n edrych ar beth, felly ni ddangosir dim. Rhowch gynnig arall arni mewn munud.',
    },
    INTERNAL: {
      title: 'Aeth rhywbeth o’i le yma',
      text: 'Mae wedi’i nodi. Rhowch gynnig arall arni; os digwydd eto, rhowch wybod beth yw rhif y cais hwn.',
    },
  },
})

/** Codes that have words of their own. */
export type ProblemCode = Exclude<keyof typeof problems.en, 'code' | 'number' | 'home' | 'again' | 'signIn'>

export const isProblemCode = (code: string): code is ProblemCode =>
  Object.hasOwn(problems.en, code) && /^[A-Z_]+$/.test(code)
