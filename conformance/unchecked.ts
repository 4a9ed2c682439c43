/** Rules of a server that nobody sees from outside in reasonable time, and why. */
export const unchecked: Readonly<Record<string, string>> = {
  S4: 'it shows when the server is started anew',
  W5: 'it shows when the server ends',
  E3: 'only its operator sets such passwords',
  E5: 'whoever tries has no more tries for half an hour',
  E9: 'an invitation is signed by a secret of its operator',
  E11: 'it shows when the server is started anew',
  P1: 'it shows in extensions that a checker does not know',
  P2: 'it shows when a server is started',
  P4: 'an extension would have to fail',
  P5: 'an extension would have to refuse',
  P6: 'it shows in extensions that a checker does not know',
  P7: 'it shows in extensions that a checker does not know',
  P8: 'it shows in extensions that a checker does not know',
  X4: 'a server that answers at once never lets so many wait',
  X9: 'it depends on how much the network between keeps',
  X11: 'it would shut out everybody else at this address',
};
