"""The words of the documents of each sample office, kept beside this file: a sentence that changes is seen in the diff.

`python -m tests.writing.golden` writes them anew. The work of an office is its sample directive; how each task stands is
told by its place alone, so that every state is met and nobody's behaviour is needed.
"""
