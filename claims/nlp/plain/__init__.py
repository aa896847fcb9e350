"""Reading texts with a pack: what a language provides that has no rules for every concern of the reader."""
