"""What a vault is looked over for, one check per module; `store.rules.checking` lists them."""
