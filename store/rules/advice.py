"""The advice that the program carries out, in a sentence each: rules R1 to R42, G1 to G10, and the guards.

`store.rules.articles` says which article gives a rule; docs/advice.md, made by `docs/make_advice.py`, where it acts.
"""

BRIEFING = "R34"
INFLUENCE = "R35"
"""Rules that the engine itself knows by name: a reference is briefed, an ally is asked for a word."""

RULES = {
    "R1": "Have a plan for following up before the interview takes place.",
    "R2": "Take notes, and write the answers down: every later letter rests on them.",
    "R3": "Ask for needs, problems and worries; each meeting should bring out more of them.",
    "R4": "Get everybody's card, with spelling, title and address; without one, ask the front desk.",
    "R5": "Spell every name right: one slip can cost you the job.",
    "R6": "Leave with a next step that somebody does by a day.",
    "R7": "Send a few lines of thanks on the same day.",
    "R8": "Send a letter of thanks within a day.",
    "R9": "Within two days, bring your prospective boss something new and useful on a topic of your talk.",
    "R10": "Thank as soon as you can, by mail or by post, without padding.",
    "R11": "Write to each person on their own, about what that person said.",
    "R12": "Thank, say how you will contribute, and name the day when you will be in touch.",
    "R13": "Do not repeat your qualifications: send something that helps them.",
    "R14": "Something useful suits any message, not only those after an interview.",
    "R15": "Then post a letter: your interest, your best points for this job, an answer put right.",
    "R16": "Write a card by hand to each of them, on good paper.",
    "R17": "Set what they need and what you have done about it side by side.",
    "R18": "Prove what you claim with samples of your work.",
    "R19": "Keep promises on their day, and call exactly when you said you would.",
    "R20": "When mail and letter are out, wait a week, then call.",
    "R21": "From then on, phone and e-mail take turns.",
    "R22": "Be in touch about once a week, and never more than twice.",
    "R23": "Call about once a month, and write in between.",
    "R24": "Every touch of a week brings a benefit for them.",
    "R25": "A second and a third letter bring facts that the first did not have.",
    "R26": "After the third letter, send a cutting that fits.",
    "R27": "Go on until you are hired, or told that the position is filled.",
    "R28": "Persist without becoming a pest.",
    "R29": "Choose the channel by the person and the matter.",
    "R30": "Keep mails short and plain: text, narrow lines, no attachment, a telling subject, how to reach you.",
    "R31": "A voicemail takes half a minute: name, position, one thought from the meeting, number.",
    "R32": "Leave a message instead of ringing again and again.",
    "R33": "Have openings at hand that keep a call going.",
    "R34": "Choose references, prepare them, and tell them about each interview.",
    "R35": "Ask somebody with influence for a quiet word, with discretion.",
    "R36": "At the least, send a letter of recommendation by somebody respected.",
    "R37": "After a no, thank them first of all, and leave the door open.",
    "R38": "A month later, ask what else has opened.",
    "R39": "Where you liked the place, stay in touch for the long term.",
    "R40": "You may have been second, and new people do not always stay.",
    "R41": "Once hired, thank everybody who helped.",
    "R42": "A week without a word from you usually ends it, however the interview felt.",
    "G1": "Be on time, and do not let things slip midway.",
    "G2": "Study the employer first; bring questions about them and stories that fit.",
    "G3": "Do not press for an offer early; make a proposal once the needs are known.",
    "G4": "A no that is only hinted at is a no as well.",
    "G5": "Follow up always, whether it felt bad or certain.",
    "G6": "Thank those who help while the search goes on, too.",
    "G7": "Say again in every touch that you mean it.",
    "G8": "Make it easy to reach you.",
    "G9": "Something useful goes to the boss: the talk, the topic, the thing, its use there, a line on the job.",
    "G10": "A card says thanks, and again how you will help.",
}
"""Rules with numbers from the articles, and the advice that has none there."""

GUARDS = {
    1: "Nobody is chased without end: after four turns without an answer you decide. “Do not contact” ends everything.",
    2: "An interview whose time is over starts no thanks before something says that it took place.",
    3: "An open spelling warns and holds nothing back; names keep all their letters.",
    4: "A panel hears one announced day, not three; a ring that nobody took keeps no promise.",
    5: "An answer is put right only to whoever heard it, on your wish, never after a no.",
    6: "What one person said is told to another only with your yes; free prose never enters a letter.",
    7: "Samples, cuttings and gifts want your yes; a quiet word is asked once, stays optional and is never named.",
    8: "References agreed to be one, are briefed once in two weeks, and do not work where you work now.",
    9: "Visits, cartoons and texts are never proposed unasked; channels follow what people prefer and use.",
    10: "With nothing useful to say, the week is skipped with a reason; there is no filler.",
    11: "One attempt to call a day and two for a call, at no cost; several messages to one person may become one.",
    12: "No alarm and no pressing before the day that they named, plus two working days.",
    13: "After a no: no thanks without an interview or to an address that nobody reads; one inquiry, none once hired.",
    14: "With a job elsewhere, you decide about each open search; promises stay, the new employer is named to nobody.",
    15: "Hours of mails never shift for holidays, post waits for its day, promises never move to a later one.",
    16: "A backlog is spread out and joined for each person; thanks that are too late are offered for leaving out.",
}
"""Where advice carried out by a machine would do harm."""
