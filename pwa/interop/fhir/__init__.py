"""FHIR R4 resources as plain JSON, each made by a small mapper from the store's rows."""
