"""Reports of a period: what an office asks for, and what one goes through with a coach.

Pure values of the workspace and the period; how they are written is not decided here.
"""
