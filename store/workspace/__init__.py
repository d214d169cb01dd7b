"""The one door that both front ends use: snapshot, change, compose."""
