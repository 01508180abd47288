"""What is known of names, bodies, offices, countries and spellings: tables, and the folds that go with them.

Nothing here looks at a text. ``quotebank.people`` reads names where they stand in an article,
``quotebank.bank`` takes them as a database has them; both look them up here, so that a name is one thing in
both. Standard library only.

======================  ==========================================================================
module                  idea
======================  ==========================================================================
``word_lists``          how the files of ``data/`` are read
``letters``             one key for one word, and how alike two of them are
``spellings``           common words: American spelling, singular, plural
``persons``             given names, short forms, forms of address, ranks, frequent names
``person_names``        the name of a person taken apart
``countries``           countries with their adjectives and capitals
``organizations``       nouns of bodies, well-known bodies under all their names, acronyms
``organization_names``  the name of a body, folded so that its wordings meet
``roles``               nouns that head a role
``offices``             roles as articles word them, taken apart
``nouns``               nouns of documents, of speech, of kin, and those that never speak
======================  ==========================================================================
"""
