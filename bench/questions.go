package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"attache/news"
)

// readQuestions reads a JSONL file of questions with the day they are asked
// at; one without a day is asked now.
func readQuestions(path string) (questions []news.Question, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	decoder := json.NewDecoder(bufio.NewReader(file))
	for n := 1; ; n++ {
		var row struct{ Query, Asked string }
		if err := decoder.Decode(&row); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("%s: question %d: %w", path, n, err)
		}
		q := news.Question{Text: row.Query}
		if row.Asked != "" {
			if q.AsOf, err = news.ParseMoment(row.Asked); err != nil {
				return nil, fmt.Errorf("%s: question %d: %w", path, n, err)
			}
		}
		questions = append(questions, q)
	}
	if len(questions) == 0 {
		return nil, fmt.Errorf("%s holds no questions", path)
	}
	return questions, nil
}
