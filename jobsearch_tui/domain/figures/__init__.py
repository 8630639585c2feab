"""What the record shows as figures, each with one sentence that says what to do about it.

Pure values of the workspace and the moment; how they are drawn is not decided here.
"""
