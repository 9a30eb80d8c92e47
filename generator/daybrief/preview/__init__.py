"""`daybrief serve`: the site while somebody writes it, drafts too. Nothing is written into the project.

The site is held in memory, and a page is made when a browser asks for it. While something is wrong the last good pages
are shown, with what is wrong above them.
"""
