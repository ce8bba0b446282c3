/** The name every controller certificate carries, whatever address it is reached by. */
export const SERVER_NAME = 'stoker-controller';
