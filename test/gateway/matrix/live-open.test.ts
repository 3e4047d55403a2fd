import { describeLiveMatrix } from './live.js'

describeLiveMatrix('OPEN')
