"""The lawful everyday of the province, one file a subject.

Small datasets are added to the world's tables; the large ones (payments, insurance, hotels, settlements, licences,
violations) are made city by city when their files are written, so that a million people fit into memory.
"""
