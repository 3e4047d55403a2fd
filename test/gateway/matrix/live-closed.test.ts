import { describeLiveMatrix } from './live.js'

describeLiveMatrix('CLOSED')
