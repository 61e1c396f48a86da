// Package fetch reads foreign web addresses safely and politely.
package fetch
