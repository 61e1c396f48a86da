package news

// VectorSet is the passages' vectors of one embedding model. At most one set
// is live; those of earlier models wait to be deleted.
type VectorSet struct {
	ID    int64
	Model string
	// Dimension is how many numbers a vector has.
	Dimension int
	// Covered is the number of the last passage that was embedded; all
	// before it were, or could not be.
	Covered int64
	// Retired marks a set that another one has taken the place of.
	Retired bool
}

// VectorBlock is a run of a set's vectors as the store keeps it: what is
// scanned for every question. Blocks never change; they are joined to larger
// ones under fresh ids. Their passages ascend, and do not overlap.
type VectorBlock struct {
	ID int64
	// First and Last are the first and last passage, Count is how many
	// there are.
	First, Last int64
	Count       int
	// Passages and Signs are in the form of package vector; a list of
	// blocks leaves them out.
	Passages, Signs []byte
}

// Vector is the vector of a passage in the form of package vector.
type Vector struct {
	Passage int64
	Codes   []byte
}
