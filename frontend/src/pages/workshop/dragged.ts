/** What is dragged from the shelf onto the canvas: `step:<operator>` or `need:<standard>`. */
export const DRAGGED = "application/x-mingjian-part";
