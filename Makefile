# make demo   build, then show cited answers from the built-in sample news
# make test   every test, with the race detector
# make lint   gofmt, go vet, staticcheck
# make fuzz   each fuzz target for a minute (FUZZTIME=10s for less)
# make bench  import speed and question latency over a real corpus, beside peers
# make bench-long  the same over 100,000 invented articles: is memory flat?
# make bench-scale  questions over 100,000 and 1,000,000 passages, beside bleve and FTS5
# make bench-large  the same over 5,000,000, without the peers
#                   (BENCH_CACHE=FOLDER keeps what is built for both)
# make eval   retrieval and answers on the development questions
# make tune   chooses what ranking and refusing go by, and says what each part is worth

.PHONY: build demo test lint fuzz bench bench-long bench-scale bench-large eval tune clean

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

FUZZTIME ?= 60s

fuzz:
	@set -e; for pkg in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$target"; go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg; \
	  done; \
	done

bench: build
	go run -C bench .

bench-long:
	go run -C bench . --long

SCALE = go run -C bench -tags sqlite_fts5 . $(if $(BENCH_CACHE),--cache $(abspath $(BENCH_CACHE))) --scale

bench-scale: build
	$(SCALE) 100000,1000000

bench-large: build
	$(SCALE) 5000000

eval: build
	./eval/run

tune:
	go run ./eval/tune --each

clean:
	rm -rf bin
