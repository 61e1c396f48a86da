// Package fetch reads foreign web addresses safely and politely.
//
// The rules are: a site is asked by one request at a time, with a pause
// after each; it is asked only for what its robots.txt allows, and not at
// all while it wants to be left alone; every hop of a redirect passes the
// same checks as the first address, and where a connection goes is judged
// when it is dialled; everything a site sends is bounded, in bytes and in
// time; every failure is a sentence that says what to do.
package fetch
