"""Attribution: who says what, through whom, under which name, and how firmly."""
