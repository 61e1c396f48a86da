# make demo   build, then show cited answers from the built-in sample news
# make test   every test, with the race detector
# make lint   gofmt, go vet, staticcheck
# make bench  import speed and question latency over a real corpus
# make eval   retrieval and answers on the development questions

.PHONY: build demo test lint bench eval clean

STATICCHECK = go run honnef.co/go/tools/cmd/staticcheck@v0.8.2

build:
	go build -o bin/attache ./cmd/attache

demo: build
	./bin/attache demo

test:
	go test -race ./...

lint:
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "gofmt has changes for:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	$(STATICCHECK) ./...

bench: build
	go run -C bench .

eval: build
	./eval/run

clean:
	rm -rf bin
