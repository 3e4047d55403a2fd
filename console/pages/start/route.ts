// Where those begin who have no page of their own.
import { show, type Page } from '../../server/page.js'
import { startWords } from './words.js'

export const start: Page = {
  name: 'start',
  path: '/start',
  words: startWords,
  async get({ t }) {
    return show('start/view.njk', t('title'))
  },
}
