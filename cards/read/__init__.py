"""Files in, typed values out: TOML definitions, PO catalogs, fonts, numbers and addresses."""
