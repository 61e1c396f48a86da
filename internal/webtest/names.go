package webtest

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"strings"

	"golang.org/x/net/dns/dnsmessage"
)

// Names is a resolver that knows what lookup says: the IPv4 addresses of a
// name, asked anew each time; none means that there is no such name.
func Names(lookup func(name string) []netip.Addr) *net.Resolver {
	return &net.Resolver{
		PreferGo: true,
		Dial: func(context.Context, string, string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go func() {
				defer func() { _ = ours.Close() }()
				answerNames(ours, lookup)
			}()
			return theirs, nil
		},
	}
}

// answerNames answers questions until the other side has no more. On a
// stream each message follows its length (RFC 1035, section 4.2.2).
func answerNames(conn io.ReadWriter, lookup func(string) []netip.Addr) {
	for {
		var length [2]byte
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return
		}
		question := make([]byte, binary.BigEndian.Uint16(length[:]))
		if _, err := io.ReadFull(conn, question); err != nil {
			return
		}
		answer, err := answerTo(question, lookup)
		if err != nil {
			return
		}
		answer = append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...)
		if _, err := conn.Write(answer); err != nil {
			return
		}
	}
}

func answerTo(packed []byte, lookup func(string) []netip.Addr) ([]byte, error) {
	var message dnsmessage.Message
	if err := message.Unpack(packed); err != nil {
		return nil, err
	}
	message.Response, message.Authoritative, message.Additionals = true, true, nil
	for _, q := range message.Questions {
		if q.Type != dnsmessage.TypeA {
			continue
		}
		addresses := lookup(strings.TrimSuffix(q.Name.String(), "."))
		if len(addresses) == 0 {
			message.RCode = dnsmessage.RCodeNameError
		}
		for _, address := range addresses {
			message.Answers = append(message.Answers, dnsmessage.Resource{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET},
				Body:   &dnsmessage.AResource{A: address.As4()},
			})
		}
	}
	return message.Pack()
}
