"""Values that everything else stands on; no Thai, no rule, no disk, no clock."""
