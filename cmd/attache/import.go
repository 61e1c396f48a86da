package main

type importVerb struct{}

func (importVerb) Run() error { return nil }
