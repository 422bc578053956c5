"""Articles: fetched safely, read in a separate process, summarised in their own sentences, and checked."""
