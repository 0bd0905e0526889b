"""What the rooms of cases share: the list, the page of a case, its forms and papers."""
