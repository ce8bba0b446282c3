// A file of its own, so that a process loads the library when it first needs it.
export { execa } from 'execa';
