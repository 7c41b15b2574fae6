import { conservation } from './conservation.js';

conservation(20_000);
