package prompts

import "errors"

// RewriteData fills the prompt that has a follow-up question rewritten into
// one that stands alone.
type RewriteData struct {
	Question string
	// History is the conversation above the question, oldest first. The
	// newest turns that fit are kept.
	History []Turn
}

// rewriteView is what the templates see of RewriteData: all of it fenced.
type rewriteView struct {
	Question string
	History  []turnView
}

// Rewrite gives the prompt that has a question rewritten.
func Rewrite(data RewriteData) (Prompt, error) {
	view := rewriteView{Question: shorten(fenceText(data.Question), maxQuestion), History: recent(data.History)}
	if view.Question == "" {
		return Prompt{}, errors.New("filling the rewrite prompt: the question is empty")
	}
	if len(view.History) == 0 {
		return Prompt{}, errors.New("filling the rewrite prompt: there is no conversation")
	}
	return render("rewrite", view)
}
